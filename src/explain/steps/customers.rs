//! Which steps customers of a service can take, who run no host that sends mail.

use smtpref_catalog::{Actor, Step};

/// What steps name that only somebody can take who runs a host that sends mail.
const OF_HOSTS: &[&str] = &[
    "queue",
    "from a pool",
    "your log",
    "the log",
    "'s log",
    "port 25",
    "port 465",
    "587",
    "`nc ",
    "`ss ",
    "`swaks",
    "`grep ",
    "mail host",
    "your host",
    "local server",
    "mail server sends",
    "server is your own",
    "is an internal one",
    "smarthost",
    "firewall",
    "resolver",
    "onnections",
    "EHLO",
    "PTR",
    "TLS library",
];

/// Whether somebody can take a step who runs no host. Software that a sender is told of is the one at the other side.
pub(super) fn is_for_customers(who: Actor, step: &Step) -> bool {
    (who == Actor::Sender || step.software.is_empty())
        && !OF_HOSTS.iter().any(|word| step.text.contains(word))
}
