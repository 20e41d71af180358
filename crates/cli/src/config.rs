//! Defaults of who uses the program: a small file of settings.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;
use tropewise::catalog::{Catalog, fold};
use tropewise::schema::QueryRequest;

use crate::error::CliError;
use crate::report::Format;

/// Names the file, in place of the usual one; empty for none.
const VARIABLE: &str = "TROPEWISE_CONFIG";

/// What the file says.
#[derive(Debug, Default, Clone)]
pub struct Settings {
    /// Form of the output.
    pub format: Option<Format>,
    /// Whether spoilers are told.
    pub spoilers: bool,
    /// A list of what was seen.
    pub seen: Option<PathBuf>,
    /// The services one has, each with its line.
    services: Vec<(String, usize)>,
    file: PathBuf,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    #[serde(deserialize_with = "form")]
    format: Option<Format>,
    spoilers: bool,
    seen: Option<PathBuf>,
    services: Vec<Spanned<String>>,
}

fn form<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Format>, D::Error> {
    let word = String::deserialize(deserializer)?;
    Format::from_str(&word, false).map(Some).map_err(|_| {
        de::Error::custom(format!("unknown form `{word}`: one of table, json, csv, markdown"))
    })
}

/// The settings of who runs the program; none where there is no file.
///
/// # Errors
/// When the file that is named cannot be read, or one has mistakes.
pub fn settings() -> Result<Settings, CliError> {
    match place() {
        Some(file) => read(&file),
        None => Ok(Settings::default()),
    }
}

/// The file that is named, or the usual one where it is there.
fn place() -> Option<PathBuf> {
    match std::env::var_os(VARIABLE) {
        Some(named) => (!named.is_empty()).then(|| named.into()),
        None => usual().filter(|file| file.is_file()),
    }
}

/// Where the file is looked for: `~/.config/tropewise/config.toml` on Linux.
fn usual() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "tropewise")?;
    Some(folders.config_dir().join("config.toml"))
}

fn read(file: &Path) -> Result<Settings, CliError> {
    let text = fs::read_to_string(file).map_err(|error| {
        let error = CliError::io("read the settings", file, &error);
        CliError { hint: mended(file), ..error }
    })?;
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let said: File = toml::from_str(&text).map_err(|error| {
        let at = error.span().map_or(1, |span| line(span.start));
        let known = "format, spoilers, services and seen are known";
        CliError::misused(format!("{}:{at}: {}", file.display(), error.message()), known)
    })?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let service = |name: Spanned<String>| {
        let at = line(name.span().start);
        (name.into_inner(), at)
    };
    Ok(Settings {
        format: said.format,
        spoilers: said.spoilers,
        seen: said.seen.map(|list| folder.join(list)),
        services: said.services.into_iter().map(service).collect(),
        file: file.to_owned(),
    })
}

/// What to do about settings that cannot be read: those of the usual place are named by nobody.
fn mended(file: &Path) -> String {
    match std::env::var_os(VARIABLE) {
        Some(_) => format!("mend {VARIABLE}, or set it to nothing"),
        None => format!("mend `{}`, or remove it", file.display()),
    }
}

impl Settings {
    /// Lets nothing but what is on the services one has be answered, unless the request says where,
    /// or what may be answered; whether it did.
    ///
    /// # Errors
    /// When the catalogue knows no such service.
    pub fn on_services(
        &self,
        request: &mut QueryRequest,
        catalog: &Catalog,
    ) -> Result<bool, CliError> {
        if self.services.is_empty() || request.filter.streaming.is_some() || request.only.is_some()
        {
            return Ok(false);
        }
        let known: Vec<String> =
            catalog.lists().services.iter().flatten().map(|name| fold(name)).collect();
        for (name, line) in &self.services {
            if !known.contains(&fold(name)) {
                let at = format!("{}:{line}", self.file.display());
                return Err(CliError::failed(
                    format!("{at}: no drama is on a service `{name}`"),
                    "`tropewise show \"My Mister\"` shows how services are written",
                ));
            }
        }
        request.filter.streaming = Some(self.services());
        Ok(true)
    }

    /// The services one has, in words.
    pub fn services(&self) -> String {
        let names: Vec<&str> = self.services.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }
}
