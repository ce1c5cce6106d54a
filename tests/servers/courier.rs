//! A listener of Courier for every set of settings, all in one root with its authentication and its queue: the settings are those of the file
//! `esmtpd`.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use super::Asked;
use super::install::{Install, PATIENCE, Running, address, free_ports};
use super::questions::Question;
use super::root::Root;

/// Where its program is.
pub(super) const PROGRAM: &str = "usr/sbin/couriertcpd";

/// The users that it runs as. Those who have mail are files of `aliasdir`.
const USERS: [&str; 2] = ["courier", "daemon"];

/// The running servers.
pub(super) struct Servers {
    // Ended before their root goes.
    _running: Vec<Running>,
    root: Root,
}

/// What `esmtpd` has if a question does not say otherwise: the defaults, but that no client is kept waiting.
const DEFAULTS: [(&str, &str); 9] = [
    ("prefix", "/usr"),
    ("exec_prefix", "/usr"),
    ("sysconfdir", "/etc/courier"),
    ("sbindir", "/usr/sbin"),
    ("BOFHCHECKDNS", "1"),
    ("BOFHNOEXPN", "1"),
    ("BOFHNOVRFY", "1"),
    ("TARPIT", "0"),
    ("COURIERTLS", "/usr/bin/couriertls"),
];

impl Servers {
    /// Starts them for the questions, and says at which port each is to be asked.
    pub(super) fn start(install: &Install, questions: Vec<Question>) -> (Self, Vec<Asked>) {
        let root = Root::new(install, &USERS);
        configure(&root);
        let mut authentication = root.command("/usr/lib/courier/courier-authlib/authdaemond");
        authentication
            .env("LD_LIBRARY_PATH", "/usr/lib/courier-authlib")
            .env("authmodulelist", "authuserdb")
            .env("authmodulelistorig", "authuserdb")
            .env("authdaemonvar", "/run/courier/authdaemon")
            .env("daemons", "1");
        let mut queue = root.command("/usr/lib/courier/courier/courierd");
        queue
            .envs(DEFAULTS)
            .env("libexecdir", "/usr/lib/courier")
            .env("localstatedir", "/var/lib/courier")
            .env("bindir", "/usr/bin")
            .env("DEFAULTDELIVERY", "./Maildir");
        let mut running = vec![
            start(&root, &mut authentication, "run/courier/authdaemon/socket"),
            start(&root, &mut queue, "var/lib/courier/tmp/trigger"),
        ];

        let mut sets: Vec<&BTreeMap<String, String>> = questions
            .iter()
            .map(|question| &question.settings)
            .collect();
        sets.sort_unstable();
        sets.dedup();
        let ports = free_ports(sets.len());
        for (port, settings) in ports.iter().zip(&sets) {
            let mut command = root.command("couriertcpd");
            command
                .envs(DEFAULTS)
                .envs(*settings)
                .args(["-noidentlookup", "-user=courier", "-group=courier"])
                .args(["-maxprocs=40", "-maxperc=40", "-maxperip=40"])
                .arg(format!("-address={}", address()))
                .arg(port.to_string())
                .arg("/usr/sbin/courieresmtpd");
            running.push(root.start(&mut command, &[*port]));
        }
        let port_of = |question: &Question| {
            let set = sets
                .iter()
                .position(|&settings| *settings == question.settings);
            ports[set.unwrap()]
        };
        let asked_at: Vec<u16> = questions.iter().map(port_of).collect();
        let servers = Self {
            _running: running,
            root,
        };
        (servers, asked_at.into_iter().zip(questions).collect())
    }

    /// What they printed.
    pub(super) fn log(&self) -> String {
        self.root.log()
    }
}

/// What the packages set up when they are installed, and the files of `/etc/courier`.
fn configure(root: &Root) {
    let courier = Root::user(0);
    for name in ["", "/allfilters", "/filters", "/msgq", "/msgs", "/track"] {
        root.folder(&format!("var/lib/courier{name}"), Some((courier, 0o755)));
    }
    root.folder("var/lib/courier/tmp", Some((courier, 0o770)));
    root.folder("run/courier", Some((courier, 0o755)));
    root.folder("run/courier/authdaemon", Some((courier, 0o755)));
    for name in ["aliases", "aliasdir", "esmtpacceptmailfor.dir"] {
        root.folder(&format!("etc/courier/{name}"), Some((courier, 0o755)));
    }
    for (name, text) in [
        ("me", "mx.example.net\n"),
        ("defaultdomain", "example.net\n"),
        ("locals", "localhost\nexample.net\nmx.example.net\n"),
        ("esmtpacceptmailfor", "example.net\n"),
        ("bofh", "badfrom spam@example.org\nmaxrcpts 2 hard\n"),
        // That there is one is all that is asked of it.
        ("esmtpd.pem", ""),
        ("aliasdir/.courier-bob", ""),
        ("aliasdir/.courier-carol", ""),
        ("aliasdir/.courier-slow", "| exit 75\n"),
    ] {
        root.write(&format!("etc/courier/{name}"), text);
    }
    let helper = root.path("usr/lib/courier/courier/submitmkdir");
    std::os::unix::fs::chown(&helper, Some(courier), Some(courier)).unwrap();
    fs::set_permissions(helper, fs::Permissions::from_mode(0o4755)).unwrap();
}

/// Starts a server that listens at no port, and waits for the file by which others reach it.
fn start(root: &Root, command: &mut std::process::Command, file: &str) -> Running {
    let output = root.path(&format!("output-{}", file.replace('/', "-")));
    let running = Running::start(command, &[], &output);
    let start = Instant::now();
    while !root.path(file).exists() {
        assert!(
            start.elapsed() < PATIENCE,
            "{command:?} makes no {file}: {}",
            root.log()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    running
}
