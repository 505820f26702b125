"""What the commands do, each the whole path on one page; files are touched here and in `plan/load` only."""
