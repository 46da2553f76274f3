//! The search index, in shards that a page loads by script tags.
