"""All that a page says, in Vietnamese; numbers and dates as people write them."""
