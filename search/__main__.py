"""`python -m search`: the command line of `hoi_nghi.search_command`."""

from hoi_nghi.search_command import main

if __name__ == "__main__":
    main()
