"""`python -m indexer`: its commands are those of `hoi_nghi.main`."""

from hoi_nghi.main import main_of_indexer

if __name__ == "__main__":
    main_of_indexer()
