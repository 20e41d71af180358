//! Which column is read as what: as told, by its own name, or by a guess that is told.

use std::collections::BTreeMap;

use super::Wrong;
use super::cell::shown;
use super::fields::Field;
use super::notes::RowNote;

/// How many columns a message names.
const NAMED: usize = 12;

/// Which columns of a table are read as which fields, as the user says it:
/// `id=Rank,tropes=Tags+Genre`.
///
/// A field that is not named is found by its own name or guessed; one without a column (`summary=`)
/// is not read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    chosen: Vec<(Field, String)>,
    /// Whether a table without tropes will do.
    without_tropes: bool,
}

impl Columns {
    /// Nothing but what tells which drama a row is about: title, year and number on MyDramaList. A
    /// table of what was seen needs no tropes.
    #[doc(hidden)]
    #[must_use]
    pub fn of_titles() -> Self {
        let tells = |field: &Field| ["title", "year", "mdl"].iter().any(|name| field.is(name));
        let others = Field::all().filter(|field| !tells(field));
        let chosen = others.map(|field| (field, String::new())).collect();
        Self { chosen, without_tropes: true }
    }

    /// Reads `FIELD=COLUMN,FIELD=COLUMN+COLUMN`. A column may have commas in its name: a new entry
    /// begins only where the name of a field and `=` follow.
    ///
    /// # Errors
    /// A sentence, when a field is unknown or named twice.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut chosen: Vec<(Field, String)> = Vec::new();
        for part in text.split(',') {
            let entry = part.split_once('=').and_then(|(name, column)| {
                Field::told(name).map(|field| (field, column.trim().to_owned()))
            });
            if let Some((field, column)) = entry {
                if chosen.iter().any(|(known, _)| *known == field) {
                    return Err(format!("`{}` stands twice", field.name()));
                }
                chosen.push((field, column));
            } else if let Some((_, column)) = chosen.last_mut().filter(|_| !part.contains('=')) {
                column.push(',');
                column.push_str(part);
            } else {
                let fields: Vec<&str> = Field::all().map(Field::name).collect();
                return Err(format!(
                    "`{}` is no FIELD=COLUMN; fields are {}",
                    shown(part.trim()),
                    fields.join(", ")
                ));
            }
        }
        Ok(Self { chosen, without_tropes: false })
    }

    /// Whether something is told to be read from this column.
    pub(super) fn names(&self, column: &str) -> bool {
        let is = |told: &str| told.trim().eq_ignore_ascii_case(column);
        self.chosen.iter().any(|(_, told)| is(told) || told.split('+').any(is))
    }

    /// Whether the title or the tropes are told to be read from this column.
    pub(super) fn names_title_or_tropes(&self, column: &str) -> bool {
        let needed = |field: &Field| field.is("title") || *field == Field::Tropes;
        let is = |told: &str| told.trim().eq_ignore_ascii_case(column);
        let names = |told: &str| is(told) || told.split('+').any(is);
        self.chosen.iter().any(|(field, told)| needed(field) && names(told))
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }
}

impl std::str::FromStr for Columns {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text)
    }
}

/// What each column is read as.
#[derive(Debug, Default)]
pub(super) struct Map {
    /// By the position of the column.
    targets: Vec<Option<Field>>,
    /// Columns of each field, in the order in which they are read.
    sources: BTreeMap<Field, Vec<usize>>,
    /// Fields for which the user named columns, or none.
    told: Vec<Field>,
    /// Fields whose columns were guessed.
    guessed: Vec<Field>,
    twice: Vec<String>,
}

impl Map {
    /// Decides what the columns `names` mean. `twice` names those that the input itself found
    /// twice.
    pub fn new(names: &[String], chosen: &Columns, twice: &[String]) -> Result<Self, Wrong> {
        let mut map = Self { targets: vec![None; names.len()], ..Self::default() };
        map.twice.extend_from_slice(twice);
        for (field, columns) in &chosen.chosen {
            map.told.push(*field);
            for column in find(names, columns, *field)? {
                map.take(*field, column);
            }
        }
        for (at, name) in names.iter().enumerate() {
            let field = Field::named(name).filter(|field| !map.told.contains(field));
            if let Some(field) = field.filter(|_| map.targets[at].is_none()) {
                if map.sources.contains_key(&field) {
                    if !map.twice.contains(name) {
                        map.twice.push(name.clone());
                    }
                } else {
                    map.take(field, at);
                }
            }
        }
        // Of two columns with one name the first is read.
        let guess = |(at, name): (usize, &String)| {
            Field::guess(name).filter(|_| !names[..at].contains(name))
        };
        let guesses: Vec<_> = names.iter().enumerate().map(guess).collect();
        for field in Field::all() {
            map.guess(field, &guesses);
        }
        for field in Field::all().filter(|field| field.is("title") || *field == Field::Tropes) {
            map.guess_by_end(field, names);
        }
        for (field, example) in [("title", "title=Name"), ("tropes", "tropes=Tags+Genres")] {
            let needed = field == "title" || !chosen.without_tropes;
            if needed && !map.has(field) {
                return Err(missing(field, example, names));
            }
        }
        Ok(map)
    }

    fn take(&mut self, field: Field, column: usize) {
        self.targets[column] = Some(field);
        self.sources.entry(field).or_default().push(column);
    }

    /// Finds the likeliest column for a field that has none; for tropes all that are likely.
    fn guess(&mut self, field: Field, guesses: &[Option<(Field, usize)>]) {
        if self.told.contains(&field) || self.sources.contains_key(&field) {
            return;
        }
        let mut likely: Vec<(usize, usize)> = Vec::new();
        for (at, guess) in guesses.iter().enumerate() {
            match guess {
                Some((likely_field, place))
                    if *likely_field == field && self.targets[at].is_none() =>
                {
                    likely.push((*place, at));
                }
                _ => {}
            }
        }
        likely.sort_unstable();
        let alike = field.is_list() && likely.iter().all(|(place, _)| *place == likely[0].0);
        let wanted = if field == Field::Tropes || alike { likely.len() } else { 1 };
        for (_, at) in likely.into_iter().take(wanted) {
            self.take(field, at);
            self.guessed.push(field);
        }
    }

    /// The last resort for what must be there: names such as `Korean Drama Name` and `Main Tags`.
    fn guess_by_end(&mut self, field: Field, names: &[String]) {
        if self.told.contains(&field) || self.sources.contains_key(&field) {
            return;
        }
        let likely: Vec<usize> = (0..names.len())
            .filter(|at| self.targets[*at].is_none() && field.guess_by_end(&names[*at]))
            .collect();
        if likely.len() == 1 || field == Field::Tropes {
            for at in likely {
                self.take(field, at);
                self.guessed.push(field);
            }
        }
    }

    /// Whether what a column says is of little weight: nobody named it, in a table whose columns
    /// are not the catalogue's own, and a drama may lack it.
    pub fn may_lack(&self, field: Field) -> bool {
        let needed = field.is("id") || field.is("title") || field == Field::Tropes;
        !needed && !self.guessed.is_empty() && !self.told.contains(&field)
    }

    /// Whether the tropes stand in columns that the user named one by one, so that `1` may mean the
    /// name of the column.
    pub fn one_each(&self, field: Field) -> bool {
        field == Field::Tropes
            && self.told.contains(&field)
            && self.sources.get(&field).is_some_and(|columns| columns.len() > 1)
    }

    /// Whether the first `cells` columns have the title and something of the tropes.
    pub fn enough(&self, cells: usize) -> bool {
        let within = |field: &Field| {
            self.sources.get(field).is_some_and(|columns| columns.iter().any(|at| *at < cells))
        };
        let tropes = !self.sources.contains_key(&Field::Tropes) || within(&Field::Tropes);
        let ids =
            Field::named("id").is_none_or(|id| !self.sources.contains_key(&id) || within(&id));
        Field::named("title").is_some_and(|title| within(&title)) && tropes && ids
    }

    /// What a column that was met later, in a row of JSON, is read as.
    pub fn meet(&mut self, column: usize, name: &str) {
        while self.targets.len() <= column {
            self.targets.push(None);
        }
        let free = |field: &Field| !self.told.contains(field) && !self.sources.contains_key(field);
        let own = Field::named(name).filter(free);
        let field = own.or_else(|| Field::guess(name).map(|(field, _)| field).filter(free));
        if let Some(field) = field {
            self.take(field, column);
            if own.is_none() {
                self.guessed.push(field);
            }
        }
    }

    /// The field of a column.
    pub fn target(&self, column: usize) -> Option<Field> {
        self.targets.get(column).copied().flatten()
    }

    /// Whether a field is read from some column.
    pub fn has(&self, field: &str) -> bool {
        self.sources.keys().any(|known| known.is(field))
    }

    /// All columns that are read, with their fields, in the order of the fields.
    pub fn read(&self) -> impl Iterator<Item = (Field, usize)> {
        self.sources.iter().flat_map(|(field, columns)| columns.iter().map(|at| (*field, *at)))
    }

    /// What is to be told of the columns.
    pub fn notes(&self, names: &[String], what: &'static str) -> Vec<RowNote> {
        let mut notes = Vec::new();
        if !self.guessed.is_empty() {
            let columns = |at: &[usize]| at.iter().map(|at| names[*at].clone()).collect();
            let read = self.sources.iter().map(|(field, at)| (field.name(), columns(at))).collect();
            notes.push(RowNote::Guessed { read });
        }
        let unknown: Vec<String> = names
            .iter()
            .zip(&self.targets)
            .filter(|(name, target)| {
                target.is_none() && !self.twice.contains(name) && !name.is_empty()
            })
            .map(|(name, _)| name.clone())
            .collect();
        if !self.twice.is_empty() {
            notes.push(RowNote::Twice { what, names: self.twice.clone() });
        }
        if !unknown.is_empty() {
            notes.push(RowNote::Unknown { what, names: unknown });
        }
        notes
    }
}

/// The columns that `wanted` names: one of just this name, or several with `+` between them.
fn find(names: &[String], wanted: &str, field: Field) -> Result<Vec<usize>, Wrong> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let place = |wanted: &str| {
        let exact = names.iter().position(|name| name == wanted);
        exact.or_else(|| names.iter().position(|name| name.eq_ignore_ascii_case(wanted)))
    };
    if let Some(at) = place(wanted) {
        return Ok(vec![at]);
    }
    let mut found: Vec<usize> = Vec::new();
    for part in wanted.split('+').map(str::trim) {
        match place(part) {
            Some(at) if found.contains(&at) => {}
            Some(at) => found.push(at),
            None => {
                let message = format!("there is no column `{}`", shown(part));
                return Err(Wrong::new(message, format!("the columns are {}", list(names))));
            }
        }
    }
    if found.len() > 1 && !field.is_list() {
        let message =
            format!("{} is read from one column, not from `{}`", field.name(), shown(wanted));
        return Err(Wrong::new(message, "name one of them"));
    }
    Ok(found)
}

fn missing(field: &str, example: &str, names: &[String]) -> Wrong {
    let message = format!("there is no column `{field}`");
    let hint = if names.len() <= 1 {
        format!(
            "the first line names the columns, separated by commas, semicolons, tabs or bars, as \
            in `id,title,tropes`; found is {}",
            list(names)
        )
    } else {
        format!(
            "name it so in the first line, or map another to it, as in `{example}`; the columns \
            are {}",
            list(names)
        )
    };
    Wrong { missing_column: true, ..Wrong::new(message, hint) }
}

/// Names for a message.
pub(super) fn list(names: &[String]) -> String {
    let named: Vec<String> =
        names.iter().take(NAMED).map(|name| format!("`{}`", shown(name))).collect();
    match names.len() {
        0 => String::from("none"),
        all if all > NAMED => format!("{} and {} more", named.join(", "), all - NAMED),
        _ => named.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn map(header: &str, columns: &str) -> Result<String, String> {
        let names: Vec<String> = header.split('|').map(str::to_owned).collect();
        let chosen = if columns.is_empty() { Columns::default() } else { Columns::parse(columns)? };
        let map = Map::new(&names, &chosen, &[]).map_err(|wrong| wrong.message)?;
        let read: Vec<String> =
            map.read().map(|(field, at)| format!("{}={}", field.name(), names[at])).collect();
        Ok(read.join(" "))
    }

    #[test]
    fn own_names_come_before_guesses() {
        assert_eq!(map("id|title|tropes|Genres", ""), Ok("id=id title=title tropes=tropes".into()));
        assert_eq!(map("Name|Genre|Tags", ""), Ok("title=Name tropes=Tags tropes=Genre".into()));
        assert_eq!(map("Title|Name|Tags", ""), Ok("title=Title tropes=Tags".into()));
        let spread = "title=name tropes=tags/0 tropes=tags/1 leads=cast.0 leads=cast.1";
        let read = map("name|tags/0|cast.0|tags/1|cast.1", "").unwrap();
        let sorted = |text: &str| text.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(sorted(&read), sorted(spread));
        assert_eq!(map("Name|Score", ""), Err("there is no column `tropes`".into()));
    }

    #[test]
    fn what_is_told_comes_before_all() {
        let told = "id=Rank,title=Name,tropes=Tags+Genre";
        let expected = "id=Rank title=Name tropes=Tags tropes=Genre";
        assert_eq!(map("Rank|Name|Genre|Tags|title", told), Ok(expected.into()));
        assert_eq!(
            map("Name, full|18+|Tags", "title=Name, full,tropes=18+"),
            Ok("title=Name, full tropes=18+".into())
        );
        assert_eq!(map("id|title|tags", "id="), Ok("title=title tropes=tags".into()));
        assert_eq!(map("a|title|tags", "id=b"), Err("there is no column `b`".into()));
        assert!(map("a|b|tags", "title=a+b").unwrap_err().contains("from one column"));
        assert!(Columns::parse("name=x").unwrap_err().starts_with("`name=x` is no FIELD=COLUMN"));
        assert!(Columns::parse("id=a,id=b").unwrap_err().contains("stands twice"));
    }
}
