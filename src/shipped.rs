//! The catalog that the program carries.

use smtpref_catalog::{Catalog, Pack, UnpackError};

/// The bytes that the build script packed out of `data/`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// Unpacks the shipped catalog; pages stay packed until they are opened.
///
/// # Errors
/// If the bytes were packed for another version of the program, which only a broken build can cause.
pub fn catalog() -> Result<Catalog, UnpackError> {
    Ok(Catalog::new(Pack::from_bytes(PACKED)?))
}
