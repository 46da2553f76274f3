//! What templates get: one serialisable struct a template, and nothing else.
