//! The checks, on the machine that builds them or under an interpreter of another.

#[test]
fn all_checks_hold() {
    assert!(firmware_checks::run().is_ok_and(|checks| checks > 0), "{:?}", firmware_checks::run());
}
