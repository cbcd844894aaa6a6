//! The messages of RFC 6275.

mod binding_acknowledgement;
mod binding_error;
mod binding_refresh_request;
mod binding_update;
mod care_of_test;
mod care_of_test_init;
mod home_test;
mod home_test_init;

pub use binding_acknowledgement::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus,
};
pub use binding_error::{BindingError, BindingErrorStatus};
pub use binding_refresh_request::BindingRefreshRequest;
pub use binding_update::{BindingUpdate, BindingUpdateFlags};
pub use care_of_test::CareOfTest;
pub use care_of_test_init::CareOfTestInit;
pub use home_test::HomeTest;
pub use home_test_init::HomeTestInit;
