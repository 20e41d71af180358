//! The prompt "What should I watch?".

use rmcp::ErrorData;
use rmcp::model::{
    GetPromptRequestParams, GetPromptResult, Prompt, PromptArgument, PromptMessage, Role,
};

use crate::fault::cut;
use crate::words::{PROMPT, PROMPT_TITLE, prompt};

/// The prompts there are.
pub fn list() -> Vec<Prompt> {
    let wish = PromptArgument::new("wish").with_description("What you are in the mood for");
    vec![Prompt::new(PROMPT, None::<String>, Some(vec![wish])).with_title(PROMPT_TITLE)]
}

/// A prompt with its arguments filled in.
///
/// # Errors
/// When there is no prompt of this name.
pub fn get(request: &GetPromptRequestParams) -> Result<GetPromptResult, ErrorData> {
    if request.name != PROMPT {
        let message = format!("unknown prompt `{}`; there is `{PROMPT}`", cut(&request.name));
        return Err(ErrorData::invalid_params(message, None));
    }
    let given = request.arguments.as_ref().and_then(|arguments| arguments.get("wish"));
    let text = prompt(given.and_then(|wish| wish.as_str()));
    Ok(GetPromptResult::new(vec![PromptMessage::new_text(Role::User, text)]))
}
