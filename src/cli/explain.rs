//! `briefbook explain`: a code's manual page.

use super::{CLEAN, CouldNotRun};
use crate::diag::Code;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The code, as it stands in brackets in a diagnostic; without one, all are listed.
    code: Option<String>,
}

pub fn run(args: &Args) -> Result<u8, CouldNotRun> {
    match &args.code {
        Some(name) => {
            let code = Code::from_name(name).ok_or_else(|| super::book::unknown_code(name))?;
            println!("# {code}\n\n{}\n{}", code.doc(), level(code));
        }
        None => {
            for code in Code::ALL {
                let doc = code.doc();
                let first = doc.split_inclusive(". ").next().unwrap_or(&doc);
                println!("{:<26} {}", code.as_str(), first.replace('\n', " ").trim());
            }
        }
    }
    Ok(CLEAN)
}

fn level(code: Code) -> String {
    let name = match code.default_level() {
        crate::diag::Level::Allow => "allowed",
        crate::diag::Level::Warn => "a warning",
        crate::diag::Level::Deny => "a fault",
    };
    if code.is_lint() {
        format!("By default {name}. `lints: {{ {code}: allow }}` in site.yaml changes that.")
    } else {
        format!("Always {name}.")
    }
}
