//! Tests.

mod deposits;
mod fees;
mod genesis;
mod leave_sponsor;
mod model;
mod set_terms;
mod sponsor;
mod stop_sponsoring;
