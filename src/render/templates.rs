//! Tera, set up once for a book: templates in, text or a located fault out.
