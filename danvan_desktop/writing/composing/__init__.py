"""What each paper says, as blocks: the catalogue, the official papers and how they are signed."""
