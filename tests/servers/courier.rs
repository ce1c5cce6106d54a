//! A listener of Courier for every set of settings, all in one root with its authentication and its queue: the settings are those of the file
//! `esmtpd`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use super::Asked;
use super::install::{Install, PATIENCE, Running, address};
use super::ports::one_for_each_set;
use super::questions::Question;
use super::root::{Root, Servers};

/// Where its program is.
pub(super) const PROGRAM: &str = "usr/sbin/couriertcpd";

/// The users that it runs as. Those who have mail are files of `aliasdir`.
const USERS: [&str; 2] = ["courier", "daemon"];

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

/// Starts them for the questions, and says at which port each is to be asked.
pub(super) fn start(install: &Install, questions: Vec<Question>) -> (Servers, Vec<Asked>) {
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
        start_silent(&root, &mut authentication, "run/courier/authdaemon/socket"),
        start_silent(&root, &mut queue, "var/lib/courier/tmp/trigger"),
    ];

    let asked = one_for_each_set(questions, |port, settings| {
        let mut command = root.command("couriertcpd");
        command
            .envs(DEFAULTS)
            .envs(settings)
            .args(["-noidentlookup", "-user=courier", "-group=courier"])
            .args(["-maxprocs=40", "-maxperc=40", "-maxperip=40"])
            .arg(format!("-address={}", address()))
            .arg(port.to_string())
            .arg("/usr/sbin/courieresmtpd");
        running.push(root.start(&mut command, &[port]));
    });
    (Servers::new(root, running), asked)
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
fn start_silent(root: &Root, command: &mut std::process::Command, file: &str) -> Running {
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
