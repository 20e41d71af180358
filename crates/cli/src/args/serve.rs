//! The options of what goes on serving.

use clap::{Args, ValueEnum};
use tracing_subscriber::filter::LevelFilter;

use super::values::port;

/// `mcp`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise mcp
  tropewise mcp --catalog examples/data/my-dramas.toml
  tropewise mcp --http 8081")]
pub struct McpArgs {
    /// Serve over HTTP on this port of this machine (0 takes a free one) instead of standard input
    /// and output
    #[arg(long, value_name = "PORT", allow_negative_numbers = true, value_parser = port)]
    pub http: Option<u16>,
}

/// `serve`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise serve
  tropewise serve --port 8080 --catalog my.index
  tropewise serve --allow-origin https://example.org")]
pub struct ServeArgs {
    /// On which port (0 takes a free one)
    #[arg(
        long, value_name = "PORT", default_value_t = 7878, allow_negative_numbers = true,
        value_parser = port
    )]
    pub port: u16,
    /// At which address or name of this machine; at another than the default, other machines can
    /// ask as well
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// A name beside its address under which it is asked, such as that of a proxy; may be given
    /// again
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// A website whose pages may ask, such as https://example.org; may be given again
    #[arg(long, value_name = "ORIGIN")]
    pub allow_origin: Vec<String>,
    /// How much is told on standard error; questions never are
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    pub log: LogLevel,
}

/// `--log`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// Nothing
    Off,
    /// What went wrong
    Warn,
    /// New catalogues and the end as well
    #[default]
    Info,
    /// Every request as well, by its route, status and time
    Debug,
}

impl LogLevel {
    /// The same for the library that logs.
    pub fn level(self) -> LevelFilter {
        match self {
            Self::Off => LevelFilter::OFF,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        }
    }
}
