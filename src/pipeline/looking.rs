//! What a finished site is looked at with, by a build and by the preview.
//!
//! **In:** the world of a site, and what each of its files told. **Out:** problems at the lines of records.
//! **Never:** makes a page.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::diag::{Code, Diagnostic, Place};
use crate::inspect::{IdCode, Inspection, Looked, Rules, at_their_lines};
use crate::output::Route;
use crate::plan::Task;
use crate::record::{Site, SiteKind};
use crate::render::World;

/// What a finished site is looked at with.
pub struct Looking<'a> {
    world: &'a World<'a>,
    origins: BTreeMap<Route, Place>,
}

impl<'a> Looking<'a> {
    /// Returns what the site of `world` is looked at with.
    pub fn of(world: &'a World<'a>) -> Self {
        let origins =
            world.plan.tasks.iter().filter_map(|(route, task)| origin(route, task, world.catalogue)).collect();
        Self { world, origins }
    }

    /// Returns what the site is measured by.
    pub fn rules(&self) -> Rules<'_> {
        let catalogue = self.world.catalogue;
        let site = &catalogue.site;
        Rules {
            domain: site.domain.clone(),
            base: site.base.clone(),
            id_code: id_code(site),
            allow: catalogue.public_numbers(),
            origins: &self.origins,
            site: site.origin.clone(),
        }
    }

    /// Returns what a visitor or an auditor would find wrong, from what each file of the plan told.
    ///
    /// Where the site is `broken`, a page that could not be made is not a dead link; a number that identifies a person is
    /// one wherever it stands.
    pub fn told(&self, inspection: &Inspection, looked: &[impl Borrow<Looked>], broken: bool) -> Vec<Diagnostic> {
        let found = inspection.told(looked).sorted();
        let (personal, mut told): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|problem| problem.code == Code::PersonalData);
        if broken {
            told.clear();
        }
        told.extend(at_their_lines(personal, self.world.snapshot, &self.world.catalogue.public_numbers()));
        told
    }
}

fn origin(route: &Route, task: &Task, catalogue: &Catalogue) -> Option<(Route, Place)> {
    let place = match task {
        Task::Record(id) => catalogue.head(*id).origin.clone(),
        Task::File(path) => Place::file(path.as_str()),
        Task::Asset(path) => Place::file(format!("templates/{path}")),
        _ => return None,
    };
    Some((route.clone(), place))
}

fn id_code(site: &Site) -> IdCode {
    match site.kind {
        _ if !site.id_code.is_empty() => IdCode::Given,
        SiteKind::Party | SiteKind::Government => IdCode::Lacking,
        SiteKind::Institution | SiteKind::Enterprise => IdCode::NotNeeded,
    }
}
