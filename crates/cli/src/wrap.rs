//! Talk wrapped to a terminal: words stay whole, and so does what is meant to be copied.

use unicode_width::UnicodeWidthChar;

/// What a command in backticks begins with.
const COMMANDS: [&str; 2] = ["tropewise ", "echo "];
/// Stands for a blank that no line ends at; nothing that is shown holds it.
const KEPT: char = '\0';

/// The text in lines of at most `width` columns, where its words allow. A line keeps what it is
/// indented by; commands in backticks are never broken, since a shell would run their parts.
pub fn wrapped(text: &str, width: usize) -> String {
    let kept = with_commands_kept(text);
    let lines: Vec<String> = kept.split('\n').map(|line| wrapped_line(line, width)).collect();
    lines.join("\n").replace(KEPT, " ")
}

fn with_commands_kept(text: &str) -> String {
    let piece = |(at, piece): (usize, &str)| {
        let is_command = at % 2 == 1 && COMMANDS.iter().any(|begin| piece.starts_with(begin));
        if is_command { piece.replace(' ', &KEPT.to_string()) } else { piece.to_owned() }
    };
    text.split('`').enumerate().map(piece).collect::<Vec<_>>().join("`")
}

fn wrapped_line(line: &str, width: usize) -> String {
    if columns(line) <= width {
        return line.to_owned();
    }
    let indent = &line[..line.len() - line.trim_start().len()];
    let mut out = indent.to_owned();
    let mut used = columns(indent);
    let mut begins = true;
    for word in line.trim_start().split(' ') {
        let wide = columns(word);
        if !begins && used + 1 + wide > width {
            out.push('\n');
            out += indent;
            used = columns(indent);
        } else if !begins {
            out.push(' ');
            used += 1;
        }
        out += word;
        used += wide;
        begins = false;
    }
    out
}

/// Columns that a text takes; styles take none.
fn columns(text: &str) -> usize {
    let mut sum = 0;
    let mut in_style = false;
    for c in text.chars() {
        match c {
            '\x1b' => in_style = true,
            'm' if in_style => in_style = false,
            KEPT if !in_style => sum += 1,
            c if !in_style => sum += c.width().unwrap_or(0),
            _ => {}
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_commands_stay_whole() {
        let text = "error: nothing is called so\nhint: `tropewise dramas WORD` searches, \x1b[1mand\x1b[0m so on";
        let lines = "error: nothing is\ncalled so\nhint:\n`tropewise dramas WORD`\nsearches, \x1b[1mand\x1b[0m so\non";
        assert_eq!(wrapped(text, 17), lines);
        assert_eq!(wrapped("그해 우리는 a", 12), "그해 우리는\na");
        assert_eq!(wrapped("  an indented line", 12), "  an\n  indented\n  line");
    }
}
