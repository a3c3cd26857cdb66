"""`python -m hoi_nghi`: the command `hoi-nghi` of a checkout that is not installed."""

from hoi_nghi.main import main

if __name__ == "__main__":
    main()
