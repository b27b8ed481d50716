"""Exports of news archives: one document of many articles, split into them."""
