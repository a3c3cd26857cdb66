"""`python -m indexer`: the command lines of `hoi_nghi.index_commands`."""

from hoi_nghi.index_commands import main

if __name__ == "__main__":
    main()
