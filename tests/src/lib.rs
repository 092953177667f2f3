//! What the end-to-end tests share: the program under test, the lake of a test, the files beside the project.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The project's root.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The real published files beside the project, where they are; says so when they are not.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let place = root().join("../shared");
    if place.join("data").is_dir() {
        return Some(place);
    }
    eprintln!("skipped: the published files (../shared/data) are not beside the project");
    None
}

/// The program, built as `cargo run` builds it.
///
/// # Errors
/// The reason in words, when cargo cannot build it.
pub fn program() -> Result<PathBuf, String> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    BUILT.get_or_init(build).clone()
}

fn build() -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--workspace", "--bins", "--quiet"]).current_dir(root());
    // What cargo tells a test about its package would tell build scripts that their own had changed, and compile half the house again.
    for (name, _) in std::env::vars_os() {
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|p| name.to_string_lossy().starts_with(p)) {
            build.env_remove(name);
        }
    }
    let done = build.output().map_err(|e| e.to_string())?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into_owned());
    }
    let test = std::env::current_exe().map_err(|e| e.to_string())?;
    let folder = test.parent().and_then(Path::parent).ok_or("the test binary has no folder")?;
    Ok(folder.join("rocp"))
}

/// Name of the profile that stands in every place: that of the Centers of Excellence with published projections and awards alone, so that a test knows
/// every figure.
pub const EDD: &str = "edd.toml";

/// The shipped profile `coe` without the estimate and without catalogs.
fn published_only() -> std::io::Result<String> {
    let shipped = std::fs::read_to_string(root().join("pipelines/rocp/profiles/coe.toml"))?;
    let kept = shipped.lines().filter(|l| !l.starts_with("rocp = "));
    let text = kept.collect::<Vec<_>>().join("\n");
    Ok(text.replace(", \"bls_oews\"]", "]").replace("\"rocp_catalog\"", "").replace("\"service-area\", ", ""))
}

/// A lake of one test, and the program that works on it.
pub struct Place {
    folder: tempfile::TempDir,
}

/// What a command printed, and its exit code.
#[derive(Debug)]
pub struct Said {
    /// Exit code, -1 after a signal.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Place {
    /// An empty place.
    ///
    /// # Errors
    /// When the system has no scratch folder.
    pub fn new() -> std::io::Result<Self> {
        let place = Self { folder: tempfile::tempdir()? };
        place.file(EDD, published_only()?.as_bytes())?;
        Ok(place)
    }

    /// Its folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The lake in it.
    #[must_use]
    pub fn lake(&self) -> rocp_lake::Lake {
        rocp_lake::Lake::at(self.path().join("lake"))
    }

    /// Runs the program in it.
    ///
    /// # Errors
    /// When the program cannot be built or started.
    pub fn rocp(&self, args: &[&str]) -> Result<Said, String> {
        let done: Output = Command::new(program()?).args(args).current_dir(self.path()).env_remove("ROCP_CONTACT").output().map_err(|e| e.to_string())?;
        Ok(Said {
            code: done.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&done.stdout).into_owned(),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        })
    }

    /// Writes a file into it; its path.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&self, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
        let path = self.path().join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    }
}
