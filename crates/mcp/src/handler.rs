//! The protocol's side: what is offered, and who does it.

use std::sync::Arc;
use std::time::Duration;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CustomRequest, CustomResult, GetPromptRequestParams,
    GetPromptResponse, Implementation, ListPromptsResult, ListResourceTemplatesResult,
    ListResourcesResult, ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::engine::Engine;
use crate::fault::{cut, misshaped};
use crate::tools::{self, TOOLS};
use crate::words::INSTRUCTIONS;
use crate::{prompt, resources};

/// How long a call waits for its turn.
const TURN: Duration = Duration::from_secs(30);

/// Answers the calls of one client. It keeps nothing of them. Cheap to clone; clones take turns.
#[derive(Clone)]
pub struct Assistant {
    engine: Engine,
    /// One a core, so that whoever shares the threads finds one.
    turns: Arc<Semaphore>,
    wait: Duration,
}

impl Assistant {
    /// One that answers from this engine.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { engine, turns: Arc::new(Semaphore::new(cores)), wait: TURN }
    }

    /// One that takes its turns among others, as a server gives them to all that it computes. A
    /// call that waits for longer than `wait` is answered by an error.
    #[must_use]
    pub fn taking_turns(self, turns: Arc<Semaphore>, wait: Duration) -> Self {
        Self { turns, wait, ..self }
    }

    /// Computes off the threads that read and write messages, so that calls run side by side. Who
    /// cancels a call gets no answer; what was begun for it ends unheard.
    async fn compute<T: Send + 'static>(
        &self,
        context: &RequestContext<RoleServer>,
        work: impl FnOnce(&Engine) -> T + Send + 'static,
    ) -> Result<T, ErrorData> {
        let engine = self.engine.clone();
        let working = async {
            let turn = timeout(self.wait, Arc::clone(&self.turns).acquire_owned()).await;
            let Ok(Ok(turn)) = turn else {
                let busy = "too much is being computed; ask again in a moment";
                return Err(ErrorData::internal_error(busy, None));
            };
            let done = tokio::task::spawn_blocking(move || {
                // Held to the end of the computation even if nobody waits for it any more.
                let _turn = turn;
                work(&engine)
            });
            done.await.map_err(|_| ErrorData::internal_error("the call failed", None))
        };
        tokio::select! {
            done = working => done,
            () = context.ct.cancelled() => Err(ErrorData::internal_error("cancelled", None)),
        }
    }
}

impl ServerHandler for Assistant {
    fn get_info(&self) -> ServerConfig {
        let offered = ServerCapabilities::builder();
        let offered = offered.enable_prompts().enable_resources().enable_tools().build();
        let server = Implementation::new("tropewise", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(offered).with_server_info(server).with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(TOOLS.iter().map(|tool| tool.listed.clone()).collect()))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::find(name).map(|tool| tool.listed.clone())
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = tools::find(&request.name) else {
            let known: Vec<&str> = TOOLS.iter().map(|tool| &*tool.listed.name).collect();
            let (name, known) = (cut(&request.name), known.join(", "));
            let message = format!("unknown tool `{name}`; there are {known}");
            return Err(ErrorData::invalid_params(message, None));
        };
        let arguments = request.arguments.unwrap_or_default();
        let called = self.compute(&context, move |engine| tool.call(engine, arguments));
        Ok(called.await?.into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        Ok(ListResourcesResult::with_all_items(resources::list()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(resources::templates()))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let read = self.compute(&context, move |engine| resources::read(engine, &request.uri));
        Ok(read.await??.into())
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(prompt::list()))
    }

    async fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        Ok(prompt::get(&request)?.into())
    }

    /// What is no method of the protocol, and what is one with parameters of another form.
    async fn on_custom_request(
        &self,
        request: CustomRequest,
        _: RequestContext<RoleServer>,
    ) -> Result<CustomResult, ErrorData> {
        Err(misshaped(&request.method, request.params.as_ref()))
    }
}
