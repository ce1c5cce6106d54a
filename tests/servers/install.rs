//! Where a server is installed, and a folder and a port for it.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// How long a server may take to start or to end.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// A server that is installed.
pub(super) struct Install {
    /// The folder below which its files are: `/`, or that of unpacked packages.
    pub(super) root: PathBuf,
    /// Its program.
    pub(super) program: PathBuf,
}

/// A folder of its own, removed at the end.
pub(super) struct Folder(pub(super) PathBuf);

/// A running server, ended at the end.
pub(super) struct Running(Child);

impl Install {
    /// Finds a server by its programs, which are paths below the root.
    ///
    /// # Errors
    /// Why it cannot be run here.
    pub(super) fn find(name: &str, programs: &[&str]) -> Result<Self, String> {
        let uid = fs::metadata("/proc/self")
            .map_err(|error| error.to_string())?
            .uid();
        if uid != 0 {
            return Err("it needs root".to_owned());
        }
        let roots = [unpacked().join(name.to_lowercase()), PathBuf::from("/")];
        let found = roots.into_iter().find_map(|root| {
            let program = programs
                .iter()
                .map(|path| root.join(path))
                .find(|path| path.exists())?;
            Some(Self { root, program })
        });
        found.ok_or_else(|| {
            format!(
                "it is not installed; `.ci/run` unpacks it into {}",
                unpacked().display()
            )
        })
    }

    /// Finds a server that runs in a root of its own, which `tests/servers/unpack` made; `program` is a path below it.
    ///
    /// # Errors
    /// Why it cannot be run here.
    pub(super) fn find_root(name: &str, program: &str) -> Result<Self, String> {
        let found = Self::find(name, &[program])?;
        if found.root.parent().is_none() {
            return Err("it is installed, but not unpacked; `.ci/run` does that".to_owned());
        }
        Ok(found)
    }

    /// Where its libraries are: those of Postfix lie apart, those of unpacked packages below their root.
    pub(super) fn libraries(&self) -> String {
        let mut folders = vec![self.root.join("usr/lib/postfix")];
        for folder in ["lib", "usr/lib"] {
            let inside = fs::read_dir(self.root.join(folder))
                .into_iter()
                .flatten()
                .flatten();
            folders.extend(
                inside
                    .map(|entry| entry.path())
                    .filter(|path| path.to_string_lossy().ends_with("-linux-gnu")),
            );
        }
        let folders: Vec<String> = folders
            .iter()
            .filter(|path| path.is_dir())
            .map(|path| path.display().to_string())
            .collect();
        folders.join(":")
    }
}

/// The folder of unpacked packages.
fn unpacked() -> PathBuf {
    // tests/servers is built into <target>/debug/deps.
    let own = std::env::current_exe().unwrap();
    own.ancestors().nth(3).unwrap().join("servers")
}

impl Folder {
    /// An empty folder that every user may enter.
    pub(super) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("smtpref-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self(path)
    }

    /// A folder inside that belongs to a user.
    pub(super) fn folder(&self, name: &str, owner: &str, mode: u32) {
        let path = self.0.join(name);
        fs::create_dir_all(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let changed = Command::new("chown")
            .arg(owner)
            .arg(&path)
            .status()
            .unwrap();
        assert!(changed.success(), "no folder for {owner}");
    }

    pub(super) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Folder {
    /// The processes that have it as their root, or name it among their arguments.
    fn processes(&self) -> Vec<Pid> {
        let name = self.0.as_os_str().as_bytes();
        let uses = |process: &Path| {
            fs::read_link(process.join("root")).is_ok_and(|root| root == self.0)
                || fs::read(process.join("cmdline"))
                    .is_ok_and(|line| line.windows(name.len()).any(|part| part == name))
        };
        fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| uses(&entry.path()))
            .filter_map(|entry| entry.file_name().to_string_lossy().parse().ok())
            .filter_map(Pid::from_raw)
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A server may have gone on in the background, and a connection of Exim makes the folder of its log anew.
        let start = Instant::now();
        loop {
            let left = self.processes();
            for &pid in &left {
                let _ = kill_process(pid, Signal::KILL);
            }
            if left.is_empty() || start.elapsed() > PATIENCE {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Running {
    /// Starts a server and waits until it listens.
    pub(super) fn start(command: &mut Command, ports: &[u16], output: &Path) -> Self {
        let file = fs::File::create(output).unwrap();
        command
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .stdin(std::process::Stdio::null());
        let mut running = Self(command.spawn().unwrap());
        let start = Instant::now();
        for &port in ports {
            while TcpStream::connect((address(), port)).is_err() {
                let ended = running.0.try_wait().unwrap();
                let said = || fs::read_to_string(output).unwrap_or_default();
                // One that goes on in the background ends well.
                let failed = ended.is_some_and(|status| !status.success());
                assert!(!failed, "{command:?} ended: {}", said());
                assert!(
                    start.elapsed() < PATIENCE,
                    "{command:?} does not listen: {}",
                    said()
                );
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        running
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // SIGTERM, so that it ends its own processes too.
        if let Some(pid) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::TERM);
        }
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.0.try_wait().ok().flatten().is_some() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The loopback address of this process. Another suite that runs at the same time has another one, so neither can take a port that the
/// other one found free, or be answered by its servers.
pub(super) fn address() -> Ipv4Addr {
    // A process has a number of at most 22 bits, so 127.64.0.0 to 127.127.255.255 have one for each. The servers see the clients come from
    // 127.0.0.1 all the same.
    let [_, high, middle, low] = std::process::id().to_be_bytes();
    Ipv4Addr::new(127, 64 | (high & 63), middle, low)
}

/// So many ports of [`address`] on which nothing listens, no two of them the same in this process.
pub(super) fn free_ports(count: usize) -> Vec<u16> {
    // Below the ports that outgoing connections take.
    static NEXT: AtomicU16 = AtomicU16::new(10_000);
    std::iter::repeat_with(|| NEXT.fetch_add(1, Ordering::Relaxed))
        .filter(|&port| TcpListener::bind((address(), port)).is_ok())
        .take(count)
        .collect()
}
