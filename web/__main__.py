"""`python -m web`: the command line of `hoi_nghi.serve_command`."""

from hoi_nghi.serve_command import main

if __name__ == "__main__":
    main()
