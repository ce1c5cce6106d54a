//! A server whose paths are built into it runs in a root of its own: a copy of what `tests/servers/unpack` made, with users, names and devices
//! that are in no other place. `chroot` is all that it takes, so it works in a plain container too.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::dns;
use super::install::{Folder, Install, Running};

/// A root of a server, removed at the end.
pub(super) struct Root {
    folder: Folder,
}

/// The users of a root get the numbers from here on, which nobody else has.
const FIRST_USER: u32 = 61_001;

impl Root {
    /// A root for a server, with the users that it runs as and those who have mail there.
    pub(super) fn new(install: &Install, users: &[&str]) -> Self {
        let name = install.root.file_name().unwrap().to_string_lossy();
        let folder = Folder::new(&name);
        copy(&install.root, &folder.0);
        let root = Self { folder };
        let mut passwd = "root:x:0:0::/root:/bin/sh\n".to_owned();
        let mut group = "root:x:0:\n".to_owned();
        for (number, user) in (FIRST_USER..).zip(users) {
            let _ = writeln!(passwd, "{user}:x:{number}:{number}::/home/{user}:/bin/sh");
            let _ = writeln!(group, "{user}:x:{number}:");
            root.folder(&format!("home/{user}"), Some((number, 0o755)));
        }
        root.write("etc/passwd", &passwd);
        root.write("etc/group", &group);
        root.write("etc/hosts", "127.0.0.1 localhost\n");
        root.write("etc/resolv.conf", &format!("nameserver {}\n", dns::serve()));
        for (device, minor) in [
            ("null", "3"),
            ("zero", "5"),
            ("random", "8"),
            ("urandom", "9"),
        ] {
            let path = root.path(&format!("dev/{device}"));
            run(
                Command::new("mknod")
                    .arg("-m666")
                    .arg(path)
                    .args(["c", "1", minor]),
                "",
            );
        }
        root
    }

    /// Where a file of it is, seen from outside.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.0.join(name)
    }

    /// The number of the user that [`Root::new`] was told of as the one at this place.
    pub(super) fn user(index: u32) -> u32 {
        FIRST_USER + index
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        self.folder.write(name, text);
    }

    /// A file that no group and no other user may read.
    pub(super) fn write_secret(&self, name: &str, text: &str) {
        let path = self.folder.write(name, text);
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// A folder, of a user with this number and with these rights if it is not just one of root.
    pub(super) fn folder(&self, name: &str, owner: Option<(u32, u32)>) {
        fs::create_dir_all(self.path(name)).unwrap();
        if let Some((number, mode)) = owner {
            self.folder
                .folder(name, &format!("{number}:{number}"), mode);
        }
    }

    /// A program of it, which sees nothing of this system but its network.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new("chroot");
        command
            .arg(&self.folder.0)
            .arg(program)
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command
    }

    /// What a program of it prints, which must end well.
    pub(super) fn run(&self, program: &str, args: &[&str], input: &str) -> String {
        run(self.command(program).args(args), input)
    }

    /// Starts a server of it and waits until it listens.
    pub(super) fn start(&self, command: &mut Command, ports: &[u16]) -> Running {
        let output = self.path(&format!("output-{}", ports[0]));
        Running::start(command, ports, &output)
    }

    /// What the servers printed.
    pub(super) fn log(&self) -> String {
        let files = fs::read_dir(&self.folder.0).into_iter().flatten().flatten();
        let printed = files.map(|entry| entry.path()).filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("output-"))
        });
        let texts = printed.filter_map(|path| fs::read_to_string(path).ok());
        texts.collect::<Vec<String>>().join("\n")
    }
}

/// Servers in a root of theirs.
pub(super) struct Servers {
    // Ended before their root goes.
    _running: Vec<Running>,
    pub(super) root: Root,
}

impl Servers {
    pub(super) fn new(root: Root, running: Vec<Running>) -> Self {
        Self {
            _running: running,
            root,
        }
    }
}

fn copy(from: &Path, to: &Path) {
    run(Command::new("cp").arg("-a").arg(from.join(".")).arg(to), "");
}

/// Runs a program to its end, and returns what it printed.
fn run(command: &mut Command, input: &str) -> String {
    use std::io::Write as _;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    // A program that reads nothing may be gone before it is written to.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}
