//! representatives
