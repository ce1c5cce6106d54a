//! Inside tmux and GNU screen, where those are installed.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::SMTPREF;
use crate::copying::copied;
use crate::session::{Session, command};

/// Whether a program is there; tells if not.
fn is_installed(program: &str, option: &str) -> bool {
    let mut command = Command::new(program);
    let found = command.arg(option).stdout(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

/// A short folder for sockets, which nobody else may read; gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("smtpref-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A tmux server of its own with the browser in it.
struct Tmux {
    folder: Folder,
    session: Session,
}

impl Tmux {
    fn start(name: &str, arguments: &[&str]) -> Self {
        let folder = Folder::new(name);
        let command = command("tmux")
            .env("TMUX_TMPDIR", folder.path())
            // A variable of the terminal around it, which must not be believed inside.
            .env("VTE_VERSION", "7600")
            .args(["-f", "/dev/null", "new-session", SMTPREF])
            .args(arguments);
        let session = Session::start(command, 100, 24);
        Self { folder, session }
    }

    /// Tells the server something.
    fn tell(&self, arguments: &[&str]) {
        let mut command = Command::new("tmux");
        command
            .env("TMUX_TMPDIR", self.folder.path())
            .env_remove("TMUX");
        assert!(
            command.args(arguments).status().unwrap().success(),
            "{arguments:?}"
        );
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let mut command = Command::new("tmux");
        command
            .env("TMUX_TMPDIR", self.folder.path())
            .env_remove("TMUX");
        let _ = command.arg("kill-server").stderr(Stdio::null()).status();
    }
}

#[test]
fn what_is_copied_inside_tmux_reaches_the_terminal_around_it() {
    if !is_installed("tmux", "-V") {
        return;
    }
    let mut tmux = Tmux::start("copy", &["556"]);
    tmux.session.wait_for("Domain does not accept mail");
    assert!(!String::from_utf8_lossy(tmux.session.bytes()).contains("\x1b]8;"));
    tmux.session.forget_bytes();
    tmux.session.send("Y");
    tmux.session.wait_for("into tmux");
    tmux.session
        .wait_bytes("the sequence", |bytes| copied(bytes).is_some());
    let text = copied(tmux.session.bytes()).unwrap();
    assert!(
        text.starts_with("# 556 Domain does not accept mail\n"),
        "{text}"
    );
}

#[test]
fn a_buffer_of_tmux_that_is_pasted_without_marks_is_one_text() {
    if !is_installed("tmux", "-V") {
        return;
    }
    let mut tmux = Tmux::start("paste", &[]);
    tmux.session.wait_for("─ Codes ─");
    tmux.session.send("\t");
    tmux.session.wait_for("q quit");
    tmux.tell(&["set-buffer", "Status: 5.1.1\nquit\nq\nthe queue\n"]);
    tmux.tell(&["paste-buffer"]);
    tmux.session.wait_for("pasted 4 lines");
    tmux.session.wait_for("   Status: 5.1.1");
}

#[test]
fn the_window_of_tmux_may_be_split_at_any_moment() {
    if !is_installed("tmux", "-V") {
        return;
    }
    let mut tmux = Tmux::start("split", &["250", "556"]);
    tmux.session.wait_for("Key differences");
    for _ in 0..5 {
        tmux.tell(&["split-window", "-v", "cat"]);
        tmux.tell(&["split-window", "-h", "cat"]);
        tmux.tell(&["kill-pane", "-a", "-t", "0"]);
    }
    tmux.session.wait_for("Key differences");
}

#[test]
fn what_is_copied_inside_screen_reaches_the_terminal_around_it() {
    if !is_installed("screen", "--version") {
        return;
    }
    let folder = Folder::new("screen");
    let command = command("screen")
        .env("SCREENDIR", folder.path())
        .env("VTE_VERSION", "7600")
        .args(["-c", "/dev/null", "-U", SMTPREF, "556"]);
    let mut session = Session::start(command, 100, 24);
    session.wait_for("Domain does not accept mail");
    assert!(!String::from_utf8_lossy(session.bytes()).contains("\x1b]8;"));
    session.forget_bytes();
    session.send("Y");
    session.wait_for("through GNU screen");
    session.wait_bytes("the sequence", |bytes| copied(bytes).is_some());
    let text = copied(session.bytes()).unwrap();
    assert!(
        text.starts_with("# 556 Domain does not accept mail\n"),
        "{text}"
    );
    // Nothing of it is printed.
    assert!(
        session
            .screen()
            .contents()
            .contains("Domain does not accept mail")
    );
    session.send("q");
    session.wait_end();
}
