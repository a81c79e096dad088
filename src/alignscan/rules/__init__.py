"""What can be wrong with what people write: the table of codes, and one function for each rule."""
