"""Documents that hold one article each: web pages, PDF, word processor files, mails, plain text."""
