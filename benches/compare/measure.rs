//! What one run of a program costs: wall time, CPU time, peak memory.

use std::error::Error;
use std::process::Command;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// The cost of a run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    /// Wall time in seconds.
    pub(crate) wall: f64,
    /// CPU time in seconds, the system's included.
    pub(crate) cpu: f64,
    /// Peak of resident memory in MB.
    pub(crate) memory: f64,
}

/// Runs a command in a process that runs nothing else, so that its peak of memory is its own.
pub(crate) fn measured(command: &Command) -> Result<Figures, Box<dyn Error>> {
    let mut outer = Command::new(std::env::current_exe()?);
    outer.arg("measure").arg(command.get_program()).args(command.get_args());
    let output = outer.output()?;
    let text = String::from_utf8(output.stdout)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let line = text.lines().last().unwrap_or_default();
    let numbers: Vec<f64> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
    let [wall, cpu, memory] = numbers[..] else { return Err(format!("not three figures: {line}").into()) };
    Ok(Figures { wall, cpu, memory })
}

/// Runs the command and prints its three figures.
pub(crate) fn within(command: &[&str]) -> Result<(), Box<dyn Error>> {
    let [program, arguments @ ..] = command else { return Err("measure what?".into()) };
    let started = Instant::now();
    let output = Command::new(program).args(arguments).output()?;
    let wall = started.elapsed().as_secs_f64();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = (usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6;
    println!("{wall} {cpu} {}", usage.max_rss() as f64 / 1024.0);
    Ok(())
}

/// Returns the median of each figure.
pub(crate) fn median(all: &[Figures]) -> Figures {
    let middle = |figure: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = all.iter().map(figure).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    Figures { wall: middle(|f| f.wall), cpu: middle(|f| f.cpu), memory: middle(|f| f.memory) }
}
