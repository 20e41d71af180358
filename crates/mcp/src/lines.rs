//! Messages on a pair of pipes, a line each. What cannot be read as one is answered at once, so
//! that nobody waits for an answer that never comes.

use std::io;
use std::sync::Arc;

use rmcp::RoleServer;
use rmcp::model::ServerJsonRpcMessage;
use rmcp::service::{RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use crate::fault::Fault;

/// The longest message that is read, in bytes: a question is never longer.
pub const MOST_READ: usize = 256 << 10;
/// Answers to what cannot be read that wait to be taken; nothing more is read until one was.
const UNTAKEN: usize = 16;

/// Messages on a pair of pipes.
pub struct Lines<R, W> {
    reader: BufReader<R>,
    /// The line so far. It lives here because reading may be left off and gone on with.
    line: Vec<u8>,
    /// That the line was refused, and its rest is passed over.
    refused: bool,
    writer: Arc<Mutex<W>>,
    /// Answers to what could not be read.
    refusals: JoinSet<io::Result<()>>,
}

impl<R: AsyncRead + Unpin, W: AsyncWrite + Send + Unpin + 'static> Lines<R, W> {
    /// Messages that are read here and answered there.
    pub fn new(reader: R, writer: W) -> Self {
        Self {
            reader: BufReader::new(reader),
            line: Vec::new(),
            refused: false,
            writer: Arc::new(Mutex::new(writer)),
            refusals: JoinSet::new(),
        }
    }

    /// Reads to the end of a line, or of the input; false when there is nothing more. May be left
    /// off at any time: what was read is kept.
    async fn read_line(&mut self) -> io::Result<bool> {
        loop {
            let read = self.reader.fill_buf().await?;
            if read.is_empty() {
                return Ok(!self.line.is_empty() && !self.refused);
            }
            let end = read.iter().position(|b| *b == b'\n');
            let (piece, taken) = end.map_or((read, read.len()), |end| (&read[..end], end + 1));
            if !self.refused {
                self.line.extend_from_slice(piece);
            }
            self.reader.consume(taken);
            if !self.refused && self.line.len() > MOST_READ {
                self.refuse(Fault::too_long(&self.line, MOST_READ));
                self.line.clear();
                self.refused = true;
            }
            if end.is_some() && !std::mem::take(&mut self.refused) {
                return Ok(true);
            }
        }
    }

    /// Answers what cannot be read. The answer is written to its end even if reading is left off.
    fn refuse(&mut self, fault: Fault) {
        let answer = fault.into_answer();
        self.refusals.spawn(write(Arc::clone(&self.writer), answer));
    }
}

/// Writes a message as one line.
async fn write<W>(writer: Arc<Mutex<W>>, message: ServerJsonRpcMessage) -> io::Result<()>
where
    W: AsyncWrite + Send + Unpin,
{
    let mut line = serde_json::to_vec(&message)?;
    line.push(b'\n');
    let mut writer = writer.lock().await;
    writer.write_all(&line).await?;
    writer.flush().await
}

impl<R, W> Transport<RoleServer> for Lines<R, W>
where
    R: AsyncRead + Send + Unpin,
    W: AsyncWrite + Send + Unpin + 'static,
{
    type Error = io::Error;

    fn send(
        &mut self,
        message: TxJsonRpcMessage<RoleServer>,
    ) -> impl Future<Output = io::Result<()>> + Send + 'static {
        write(Arc::clone(&self.writer), message)
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        loop {
            while self.refusals.len() > UNTAKEN {
                self.refusals.join_next().await;
            }
            if !matches!(self.read_line().await, Ok(true)) {
                while self.refusals.join_next().await.is_some() {}
                return None;
            }
            let line = self.line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.line).trim_ascii();
            if line.is_empty() {
                self.line.clear();
                continue;
            }
            let read = serde_json::from_slice(line).map_err(|_| Fault::of(line));
            self.line.clear();
            match read {
                Ok(message) => return Some(message),
                // Who sends a notification waits for nothing.
                Err(fault) if fault.of_notification => {}
                Err(fault) => self.refuse(fault),
            }
        }
    }

    async fn close(&mut self) -> io::Result<()> {
        self.writer.lock().await.shutdown().await
    }
}
