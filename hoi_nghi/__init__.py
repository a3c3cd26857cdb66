"""The front door: the command `hoi-nghi`, and the three command lines behind it."""

__version__ = "0.1.0"
