//! The names that the servers look up: a DNS of our own on the loopback address of this process, so that none asks the Internet, and one can
//! fail as the pages say.
//!
//! | name | its answer |
//! |---|---|
//! | below `example.org`, `example.net`, `example.com` | 127.0.0.1 |
//! | `nullmx.test` | `MX 0 .` |
//! | `ipmx.test` | an MX that is an IP address |
//! | `broken.test` | SERVFAIL |
//! | `silent.test` | none at all |
//! | `1.0.0.127.dnsbl.test` | 127.0.0.2: the clients here are listed |
//! | all else | NXDOMAIN |

use std::net::{Ipv4Addr, UdpSocket};
use std::sync::OnceLock;

use super::install::address;

/// A type of record.
const A: u16 = 1;
const MX: u16 = 15;

/// Codes of an answer (RFC 1035, 4.1.1).
const NO_ERROR: u16 = 0;
const SERVER_FAILURE: u16 = 2;
const NAME_ERROR: u16 = 3;

/// Serves until the process ends, at the address that it returns.
pub(super) fn serve() -> Ipv4Addr {
    static SERVED: OnceLock<Ipv4Addr> = OnceLock::new();
    *SERVED.get_or_init(|| {
        let socket = UdpSocket::bind((address(), 53)).expect("port 53 of our address is free");
        std::thread::spawn(move || {
            let mut packet = [0; 1500];
            while let Ok((length, client)) = socket.recv_from(&mut packet) {
                if let Some(answer) = answer(&packet[..length]) {
                    let _ = socket.send_to(&answer, client);
                }
            }
        });
        address()
    })
}

/// The answer to a query with one question, if it gets one.
fn answer(query: &[u8]) -> Option<Vec<u8>> {
    let mut labels = Vec::new();
    let mut rest = query.get(12..)?;
    while let Some((&length, after)) = rest.split_first()
        && length > 0
    {
        let (label, after) = after.split_at_checked(length.into())?;
        labels.push(String::from_utf8_lossy(label).to_lowercase());
        rest = after;
    }
    let kind = u16::from_be_bytes([*rest.get(1)?, *rest.get(2)?]);
    let question = &query[12..query.len() - rest.len() + 5];
    let (code, records) = look_up(&labels.join("."), kind)?;

    let mut answer = query[..2].to_vec();
    // It is an answer, from the one who knows, and whoever asks may ask for more than one step.
    answer.extend((0x8580 | code).to_be_bytes());
    answer.extend(1_u16.to_be_bytes());
    answer.extend(u16::try_from(records.len()).ok()?.to_be_bytes());
    answer.extend([0; 4]);
    answer.extend(question);
    for record in records {
        // The name is the one that stands behind the head; class IN, for a minute.
        answer.extend([0xc0, 12]);
        answer.extend(kind.to_be_bytes());
        answer.extend([0, 1, 0, 0, 0, 60]);
        answer.extend(u16::try_from(record.len()).ok()?.to_be_bytes());
        answer.extend(record);
    }
    Some(answer)
}

/// The code of the answer, and its records of this type.
fn look_up(name: &str, kind: u16) -> Option<(u16, Vec<Vec<u8>>)> {
    let ends = |with: &str| name == with || name.ends_with(&format!(".{with}"));
    let found = |of: u16, record: Vec<u8>| {
        let records = if kind == of { vec![record] } else { Vec::new() };
        Some((NO_ERROR, records))
    };
    match name {
        _ if ends("silent.test") => None,
        _ if ends("broken.test") => Some((SERVER_FAILURE, Vec::new())),
        "nullmx.test" => found(MX, vec![0, 0, 0]),
        "ipmx.test" => found(MX, b"\0\x0a\x03192\x010\x012\x017\0".to_vec()),
        "1.0.0.127.dnsbl.test" => found(A, vec![127, 0, 0, 2]),
        _ if ["example.org", "example.net", "example.com"]
            .into_iter()
            .any(ends) =>
        {
            found(A, vec![127, 0, 0, 1])
        }
        _ => Some((NAME_ERROR, Vec::new())),
    }
}

#[test]
fn a_name_is_answered() {
    let query = |name: &[u8], kind: u8| {
        let head = b"\x12\x34\x01\0\0\x01\0\0\0\0\0\0";
        answer(&[head, name, &[0, kind, 0, 1]].concat())
    };
    let null = query(b"\x06nullmx\x04test\0", 15).unwrap();
    assert_eq!(null[..8], *b"\x12\x34\x85\x80\0\x01\0\x01");
    assert!(null.ends_with(b"\xc0\x0c\0\x0f\0\x01\0\0\0\x3c\0\x03\0\0\0"));
    assert_eq!(query(b"\x06broken\x04test\0", 1).unwrap()[3], 0x82);
    assert_eq!(query(b"\x05other\x04test\0", 1).unwrap()[3], 0x83);
    assert_eq!(query(b"\x06silent\x04test\0", 1), None);
    assert_eq!(query(b"\x07example\x03org\0", 1).unwrap()[7], 1);
    assert_eq!(query(b"\x07example\x03org\0", 15).unwrap()[7], 0);
    assert_eq!(answer(b"short"), None);
}
