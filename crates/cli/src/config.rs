//! Defaults of who uses the program: a small file of settings.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use strsim::levenshtein;
use toml::de::{DeTable, DeValue};
use tropewise::catalog::{Catalog, fold};
use tropewise::schema::{FilterRequest, QueryRequest};

use crate::error::{CliError, hint, utf8};
use crate::paths::at_home;
use crate::report::Format;

/// Names the file, in place of the usual one; empty for none.
const VARIABLE: &str = "TROPEWISE_CONFIG";

/// Letters of a setting that may be wrong, missing or too many.
const SLIPS: usize = 2;

/// The settings there are, each as it may be written.
const KEYS: [(&str, &str); 4] = [
    ("format", "format = \"json\""),
    ("spoilers", "spoilers = true"),
    ("services", "services = [\"Netflix\"]"),
    ("seen", "seen = \"seen.txt\""),
];

/// What the file says.
#[derive(Debug, Default, Clone)]
pub struct Settings {
    /// Form of the output.
    pub format: Option<Format>,
    /// Whether spoilers are told.
    pub spoilers: bool,
    /// A list of what was seen, with the place that names it.
    pub seen: Option<(PathBuf, String)>,
    /// The services one has, each with its place.
    services: Vec<(String, String)>,
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
    let bytes = fs::read(file).map_err(|error| {
        let error = CliError::io("read the settings", file, &error);
        CliError { hint: mended(file), ..error }
    })?;
    let text = utf8(bytes, &file.display().to_string(), "save it as UTF-8")?;
    let text = text.trim_start_matches('\u{feff}');
    let source = Source { file, text };
    let said = DeTable::parse(text).map_err(|error| source.malformed(&error))?;
    let mut settings = Settings::default();
    for (key, value) in said.get_ref() {
        source.set(&mut settings, key, value)?;
    }
    Ok(settings)
}

/// A value with its place, as the reader of TOML gives them.
type Spanned<T> = toml::Spanned<T>;

/// The text of the settings.
struct Source<'a> {
    file: &'a Path,
    text: &'a str,
}

impl Source<'_> {
    /// File, line and column of a byte.
    fn at(&self, byte: usize) -> String {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{}:{line}:{column}", self.file.display())
    }

    /// A mistake at a place.
    fn wrong(&self, span: &Range<usize>, message: &str, hint: impl Into<String>) -> CliError {
        CliError::misused(format!("{}: {message}", self.at(span.start)), hint)
    }

    /// What is no TOML.
    fn malformed(&self, error: &toml::de::Error) -> CliError {
        let span = error.span().unwrap_or(0..0);
        let begin = self
            .text
            .get(..span.start)
            .map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
        let line = self.text[begin..].lines().next().unwrap_or_default();
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        let (key, value) = (key.trim(), value.trim());
        if error.message().contains("duplicate key") {
            let message = format!("`{key}` is set twice");
            return self.wrong(&span, &message, "leave one of them out");
        }
        let message = error.message().lines().next().unwrap_or_default();
        if !KEYS.iter().any(|(known, _)| *known == key) {
            return self.wrong(&span, message, known(key));
        }
        let message = match message.starts_with("string values must be quoted") {
            true => kind(key),
            false => message.to_owned(),
        };
        self.wrong(&span, &message, written(key, value.trim_matches(['"', '\''])))
    }

    /// Takes one setting.
    fn set(
        &self,
        settings: &mut Settings,
        key: &Spanned<impl AsRef<str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), CliError> {
        let (name, span) = (key.get_ref().as_ref(), value.span());
        match (name, value.get_ref()) {
            ("format", DeValue::String(word)) => {
                let form = Format::from_str(word, false).map_err(|_| {
                    let message =
                        format!("unknown form `{word}`: one of table, json, csv, markdown");
                    self.wrong(&span, &message, written(name, ""))
                })?;
                settings.format = Some(form);
            }
            ("spoilers", DeValue::Boolean(set)) => settings.spoilers = *set,
            ("seen", DeValue::String(list)) if list.trim().is_empty() => {
                let hint = format!("{}, or leave it out", written(name, ""));
                return Err(self.wrong(&span, "`seen` names no file", hint));
            }
            ("seen", DeValue::String(list)) => {
                let folder = self.file.parent().unwrap_or(Path::new(""));
                let path = folder.join(at_home(Path::new(&**list)));
                settings.seen = Some((path, self.at(span.start)));
            }
            ("services", DeValue::Array(names)) => {
                for service in names {
                    let span = service.span();
                    match service.get_ref() {
                        DeValue::String(word) => {
                            settings.services.push((word.to_string(), self.at(span.start)));
                        }
                        _ => {
                            let message = "a service is a text in quotes";
                            return Err(self.wrong(&span, message, written(name, "")));
                        }
                    }
                }
            }
            ("format" | "spoilers" | "seen" | "services", value) => {
                let said = match value {
                    DeValue::String(word) => word.to_string(),
                    DeValue::Array(words) => {
                        let word = |word: &Spanned<DeValue<'_>>| {
                            word.get_ref().as_str().unwrap_or_default().to_owned()
                        };
                        words.iter().map(word).next().unwrap_or_default()
                    }
                    _ => String::new(),
                };
                return Err(self.wrong(&span, &kind(name), written(name, &said)));
            }
            _ => {
                let message = format!("unknown setting `{name}`");
                return Err(self.wrong(&key.span(), &message, known(name)));
            }
        }
        Ok(())
    }
}

/// What a setting is, in words.
fn kind(key: &str) -> String {
    match key {
        "spoilers" => "`spoilers` is true or false".to_owned(),
        "services" => "`services` is a list of texts".to_owned(),
        _ => format!("`{key}` is a text in quotes"),
    }
}

/// How a setting is written, with what was said where that is clear.
fn written(key: &str, said: &str) -> String {
    let usual = KEYS.iter().find(|(known, _)| *known == key).map_or("", |(_, usual)| usual);
    let plain = !said.is_empty() && !said.contains(['"', '\\', '[', ']', '\'', '#']);
    let setting = match key {
        "services" if plain => {
            let names = said.split(',').map(str::trim).filter(|name| !name.is_empty());
            let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
            format!("services = [{}]", names.join(", "))
        }
        "seen" if plain => format!("seen = \"{said}\""),
        "format" if Format::from_str(said, true).is_ok() => {
            format!("format = \"{}\"", said.to_lowercase())
        }
        "spoilers" if ["no", "off", "false", "0"].contains(&said.to_lowercase().as_str()) => {
            "spoilers = false".to_owned()
        }
        _ => usual.to_owned(),
    };
    format!("write `{setting}`")
}

/// The setting that is meant, or those there are.
fn known(key: &str) -> String {
    let near = KEYS.iter().find(|(known, _)| levenshtein(&fold(key), known) <= SLIPS);
    match near {
        Some((known, _)) => format!("did you mean `{known}`?"),
        None => "format, spoilers, services and seen are known".to_owned(),
    }
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
        for (name, at) in &self.services {
            if !known.contains(&fold(name)) {
                let message = format!("{at}: no drama is on a service `{name}`");
                return Err(CliError::misused(message, service_hint(name, catalog)));
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

/// What to write in place of a service that is unknown.
fn service_hint(name: &str, catalog: &Catalog) -> String {
    let filter = FilterRequest { streaming: Some(name.to_owned()), ..FilterRequest::default() };
    let request = QueryRequest { filter, ..QueryRequest::new("settings") };
    request.check(catalog).err().map(|error| hint(&error)).unwrap_or_default()
}
