//! The transcripts of `tests/cmd`: what a reader of the documentation sees is what happens.
//!
//! `TRYCMD=overwrite` writes what the commands print today.

#[test]
fn commands() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cmd/*.md");
}
