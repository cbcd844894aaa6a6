//! The options of enhanced route optimization (RFC 4866).

mod care_of_test;
mod care_of_test_init;
mod cga_parameters;
mod cga_parameters_request;
mod permanent_home_keygen_token;
mod signature;

pub use care_of_test::CareOfTestOption;
pub use care_of_test_init::CareOfTestInitOption;
pub use cga_parameters::{CgaParameters, CgaParametersChunks, cga_parameters};
pub use cga_parameters_request::CgaParametersRequest;
pub use permanent_home_keygen_token::PermanentHomeKeygenToken;
pub use signature::Signature;
