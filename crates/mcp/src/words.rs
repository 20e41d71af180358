//! What the assistant is told, beside the tools.

/// How to use what is offered, and what not to claim. `docs/assistants.md` shows it to people.
pub const INSTRUCTIONS: &str = "\
Tropewise ranks Korean dramas by their tropes and says why. Ask it before you recommend one: `ask` \
with the user's own words, or `recommend` with names from `find_drama` and `find_trope`.
Name only dramas that it returned, and give its reasons (`why`; percentages are shares of the \
score) and reservations (`but`).
Do not claim: that a drama it does not know does not exist; that a trope which is not listed \
cannot occur; that a score is a rating or a probability; that a drama can be watched in the user's \
country, or still today.
Endings and twists are hidden. Set `spoilers` only when the user asks for them.";

/// The name of the prompt.
pub const PROMPT: &str = "what_should_i_watch";

/// The title of the prompt.
pub const PROMPT_TITLE: &str = "What should I watch?";

/// The prompt as a message of the user.
pub fn prompt(wish: Option<&str>) -> String {
    let wish = wish.map(str::trim).filter(|wish| !wish.is_empty());
    let first = match wish {
        Some(wish) => format!("What Korean drama should I watch? My wish: {wish}"),
        None => "What Korean drama should I watch? First ask me for a drama I loved, and for \
                 something I want to avoid."
            .to_owned(),
    };
    format!(
        "{first}\n\nAsk Tropewise with `ask`. Check that what it understood is what I meant, and \
         ask again with `recommend` if not. Then name three dramas, each with why it fits, what \
         speaks against it, and where it can be watched. Name no drama that Tropewise did not \
         return, and give no ending away."
    )
}
