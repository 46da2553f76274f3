//! `briefbook completions`: a script for a shell.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{CLEAN, Cli, CouldNotRun};

#[derive(clap::Args, Debug)]
pub struct Args {
    shell: Shell,
}

pub fn run(args: &Args) -> Result<u8, CouldNotRun> {
    let mut command = Cli::command();
    clap_complete::generate(args.shell, &mut command, "briefbook", &mut std::io::stdout());
    Ok(CLEAN)
}
