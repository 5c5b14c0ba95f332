"""Drawing pictures: in cells, or by sequences of newstui's own for terminals that show pixels."""
