"""The pages of problem products: for everybody, for officers, for makers."""
