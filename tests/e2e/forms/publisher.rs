//! A scripted publisher on loopback: it answers as told, byte by byte, and counts who asks at once.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// One request as it came.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Address without the server: `/host/path?query`.
    pub path: String,
    /// Head lines, lower case.
    pub head: String,
    /// The body.
    pub body: String,
    /// How often the path was asked, this time among them.
    pub times: usize,
}

/// A part of an answer.
pub enum Part {
    Bytes(Vec<u8>),
    Wait(Duration),
}

/// The publisher.
#[derive(Clone)]
pub struct Publisher {
    pub address: String,
    pub log: Arc<Mutex<Vec<Asked>>>,
    /// The most requests that were open at once, by host.
    pub most: Arc<Mutex<BTreeMap<String, usize>>>,
}

/// Starts a publisher.
pub fn publisher(script: impl Fn(&Asked) -> Vec<Part> + Send + Sync + 'static) -> Publisher {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let made = Publisher { address: format!("http://{}", listener.local_addr().unwrap()), log: Arc::default(), most: Arc::default() };
    let (kept, script) = (made.clone(), Arc::new(script));
    let open: Arc<Mutex<BTreeMap<String, Arc<AtomicUsize>>>> = Arc::default();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let (kept, script, open) = (kept.clone(), script.clone(), open.clone());
            std::thread::spawn(move || serve(stream, &kept, &*script, &open));
        }
    });
    made
}

fn serve(mut stream: TcpStream, kept: &Publisher, script: &(dyn Fn(&Asked) -> Vec<Part> + Send + Sync), open: &Mutex<BTreeMap<String, Arc<AtomicUsize>>>) {
    let Some(mut asked) = read(&stream) else { return };
    let host = asked.path.split('/').nth(1).unwrap_or_default().to_owned();
    let counter = open.lock().unwrap().entry(host.clone()).or_default().clone();
    let now = counter.fetch_add(1, Ordering::SeqCst) + 1;
    kept.most.lock().unwrap().entry(host).and_modify(|most| *most = now.max(*most)).or_insert(now);
    {
        let mut log = kept.log.lock().unwrap();
        asked.times = log.iter().filter(|a| a.path == asked.path).count() + 1;
        log.push(asked.clone());
    }
    let parts = script(&asked);
    let last = parts.len().saturating_sub(1);
    for (i, part) in parts.into_iter().enumerate() {
        match part {
            Part::Wait(time) => std::thread::sleep(time),
            Part::Bytes(bytes) => {
                if i == last {
                    counter.fetch_sub(1, Ordering::SeqCst);
                }
                if stream.write_all(&bytes).is_err() {
                    return;
                }
            }
        }
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut asked = Asked::default();
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    asked.path = first.split_whitespace().nth(1)?.to_owned();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 || line.trim().is_empty() {
            break;
        }
        asked.head += &line.to_lowercase();
    }
    let length = asked.head.lines().find_map(|l| l.strip_prefix("content-length:")).and_then(|n| n.trim().parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    asked.body = String::from_utf8(body).ok()?;
    Some(asked)
}

/// A whole answer with its length.
pub fn answer(status: &str, head: &[&str], body: impl AsRef<[u8]>) -> Vec<Part> {
    let body = body.as_ref();
    let mut bytes = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len()).into_bytes();
    head.iter().for_each(|line| bytes.extend(format!("{line}\r\n").bytes()));
    bytes.extend(b"\r\n");
    bytes.extend(body);
    vec![Part::Bytes(bytes)]
}

/// Bytes as they are, head and all.
pub fn raw(bytes: impl AsRef<[u8]>) -> Part {
    Part::Bytes(bytes.as_ref().to_vec())
}
