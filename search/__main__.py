"""`python -m search`: the command lines of `hoi_nghi.search_commands`."""

from hoi_nghi.search_commands import main

if __name__ == "__main__":
    main()
