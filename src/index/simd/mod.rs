//! The inner loops with instructions for many numbers at once: all the unsafe code there is.
//!
//! Each has a plain twin beside its use, which tests compare it with. What is called from outside is safe:
//! it looks for the instructions at run time and checks the lengths of what it is given.
#![allow(unsafe_code)]

pub mod columns;
pub mod rows;
