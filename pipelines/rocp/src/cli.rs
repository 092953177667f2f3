//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Tells where California's career training and its job market do not match, with evidence.
#[derive(Debug, Parser)]
#[command(name = "rocp", version, arg_required_else_help = true)]
pub struct Cli {
    /// Folder of the lake: archived files, staged tables, runs.
    #[arg(long, global = true, default_value = "lake", value_name = "DIR")]
    pub lake: PathBuf,
    /// Folder of the reports.
    #[arg(long, global = true, default_value = "reports", value_name = "DIR")]
    pub reports: PathBuf,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetch what the profile needs, compute, draw and publish.
    Run {
        /// A shipped profile, or the path of one.
        #[arg(long, default_value = "bundled", value_name = "NAME|FILE")]
        profile: String,
        /// Use only files retrieved on or before this day.
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
        /// Fetch nothing; use the files held.
        #[arg(long)]
        offline: bool,
        /// Ask every publisher, also those where nothing is due.
        #[arg(long, conflicts_with = "offline")]
        ask_all: bool,
        #[command(flatten)]
        web: Web,
    },
    /// Run a profile at the times of its jobs: watch the clock, or do once what is due now.
    #[command(args_conflicts_with_subcommands = true)]
    Schedule {
        /// Something else than watching.
        #[command(subcommand)]
        what: Option<Scheduling>,
        /// Do what is due now, or say when the next is, and end.
        #[arg(long)]
        once: bool,
        #[command(flatten)]
        with: Nightly,
    },
    /// Bring publishers' files into the lake, from the web or from a file downloaded by hand.
    #[command(arg_required_else_help = true)]
    Fetch {
        /// Source id; see `rocp sources`. A file tells itself which it is.
        #[arg(required_unless_present_any = ["due", "file"])]
        source: Option<String>,
        /// One file of the source; all that have an address where none is given.
        #[arg(value_name = "ROLE")]
        which: Option<String>,
        /// Fetch only what is due: by each publisher's calendar, and what failed the last time. Without a source, of all that a profile needs.
        #[arg(long, conflicts_with_all = ["file", "which"])]
        due: bool,
        /// The profile whose sources are meant.
        #[arg(long, default_value = "live", value_name = "NAME|FILE", conflicts_with = "source")]
        profile: String,
        /// A file downloaded by hand, as published or under zstd; a folder or zip file of them: every one that is recognised is taken.
        #[arg(long, value_name = "PATH")]
        file: Option<PathBuf>,
        /// Which file of the source it is; refused where the content says otherwise. The same as ROLE.
        #[arg(long, requires = "file", conflicts_with = "which")]
        role: Option<String>,
        #[command(flatten)]
        as_given: AsGiven,
        #[command(flatten)]
        web: Web,
    },
    /// Compute the marts from the files held and publish them, without drawing.
    Build {
        /// A shipped profile, or the path of one.
        #[arg(long, default_value = "bundled", value_name = "NAME|FILE")]
        profile: String,
        /// Use only files retrieved on or before this day.
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
    },
    /// Draw the charts and pages of a run again.
    Render {
        /// Run id; the published run where none is given.
        run: Option<String>,
    },
    /// Ask the published run in SQL (SELECT only).
    Query {
        /// The SELECT.
        sql: String,
        /// How the answer is printed.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        /// Write the answer to a file instead of standard output (needed for parquet).
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
    /// Walk one figure of a mart back to the publishers' files and their lines.
    Explain(Explain),
    /// Where new seats would fill the most unmet openings: what to grow, start and shrink.
    Plan(crate::commands::plan::Wanted),
    /// The packet of a course for its review every two years (Education Code 52302.3), or a provider's docket by due date.
    Review {
        /// A course (its code or id) or a provider (its name or id); all providers in short where none is given.
        #[arg(value_name = "COURSE|PROVIDER")]
        name: Option<String>,
        /// How it is printed.
        #[arg(long, value_enum, default_value_t = ReviewFormat::Text)]
        format: ReviewFormat,
        /// Write it to a file instead of standard output.
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
        /// The day on which due dates are judged; today where none is given.
        #[arg(long, value_name = "YYYY-MM-DD")]
        today: Option<String>,
    },
    /// What is published, from which files, and the runs before it.
    Status,
    /// The sources: what they are, what is held of them, when each is due.
    Sources {
        /// The whole page about them as Markdown.
        #[arg(long)]
        markdown: bool,
    },
    /// The tables: columns, units, inputs.
    Models {
        /// One table.
        name: Option<String>,
        /// The whole data dictionary as Markdown.
        #[arg(long, conflicts_with = "name")]
        dictionary: bool,
    },
    /// Make the folder of a new source, query or chart from a template.
    New {
        /// What to make.
        #[arg(value_enum)]
        kind: Kind,
        /// Its name: lower-case letters, digits, underscores.
        name: String,
    },
    /// Point at an earlier run.
    Rollback {
        /// Run id; the run before the published one where none is given.
        run: Option<String>,
    },
    /// Keep a run from clean-up, for example one that a committee received.
    Pin {
        /// Run id.
        run: String,
        /// Let it go again.
        #[arg(long)]
        off: bool,
    },
    /// Stage one file without a lake, to see what becomes of it.
    Stage {
        /// Source id.
        source: String,
        /// The file, as published or under zstd.
        #[arg(long, value_name = "PATH")]
        file: PathBuf,
        /// Folder for the staged tables.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Which file of the source it is; refused where the content says otherwise.
        #[arg(long)]
        role: Option<String>,
        #[command(flatten)]
        as_given: AsGiven,
    },
    /// Course catalogs of ROCPs: template, check, import, versions.
    #[command(subcommand)]
    Catalog(crate::commands::catalog::Command),
    /// An analyst's own tables of demand, supply, links and living wages: templates to fill.
    #[command(subcommand)]
    Table(crate::commands::table::Command),
    /// Links from programs to occupations: show them, set an analyst's overrides, see what these change.
    #[command(subcommand)]
    Crosswalk(crate::commands::crosswalk::Command),
    /// Which figures moved between two runs, by how much, and why.
    Diff {
        /// The earlier run: an id or its beginning, CURRENT, or previous.
        #[arg(default_value = "previous", value_name = "BEFORE")]
        before: String,
        /// The later run.
        #[arg(default_value = "CURRENT", value_name = "AFTER")]
        after: String,
        /// Every row of one table that moved, the largest differences first.
        #[arg(long, value_name = "NAME")]
        mart: Option<String>,
        /// How the answer is printed.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        /// Write the answer to a file instead of standard output (needed for parquet).
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
    /// Look over the machine and the lake: what is missing, damaged or stale.
    Doctor,
    /// Print the sheets of a workbook as JSON lines (used by the program itself, in a child process).
    #[command(hide = true)]
    DecodeWorkbook {
        /// Formulas as formulas, days as days.
        #[arg(long)]
        entered: bool,
        /// Instead of the sheets: so many first rows of every visible one.
        #[arg(long)]
        head: Option<usize>,
        /// The workbook.
        path: PathBuf,
        /// Sheet names.
        sheets: Vec<String>,
    },
}

/// Commands of `rocp schedule`.
#[derive(Debug, Subcommand)]
pub enum Scheduling {
    /// List the next times.
    Next {
        /// How many.
        #[arg(short, long, default_value_t = 10, value_name = "N")]
        number: usize,
        /// After this instant instead of now, for example 2026-03-07T12:00:00-08:00.
        #[arg(long, value_name = "RFC 3339")]
        from: Option<String>,
        /// A shipped profile, or the path of one.
        #[arg(long, default_value = "coe", value_name = "NAME|FILE")]
        profile: String,
    },
    /// Print units for systemd or a line for cron; nothing is installed.
    #[command(group = clap::ArgGroup::new("form").required(true).args(["systemd", "cron"]))]
    Install {
        /// A service and its timer.
        #[arg(long)]
        systemd: bool,
        /// A line for crontab.
        #[arg(long)]
        cron: bool,
        #[command(flatten)]
        with: Nightly,
    },
}

/// What a night runs with.
#[derive(Debug, clap::Args)]
pub struct Nightly {
    /// A shipped profile, or the path of one.
    #[arg(long, default_value = "coe", value_name = "NAME|FILE")]
    pub profile: String,
    /// Fetch nothing; use the files held.
    #[arg(long)]
    pub offline: bool,
    #[command(flatten)]
    pub web: Web,
}

/// What a file is, where it does not say it.
#[derive(Debug, clap::Args)]
pub struct AsGiven {
    /// The edition (year, school year, period, release) of a file that does not say it.
    #[arg(long, value_name = "EDITION", requires = "file")]
    pub edition: Option<String>,
    /// The part (college, county) of a file that does not say it.
    #[arg(long, value_name = "PART", requires = "file")]
    pub part: Option<String>,
}

/// How the web is asked.
#[derive(Debug, clap::Args)]
pub struct Web {
    /// E-mail address that publishers may write to; also taken from ROCP_CONTACT.
    #[arg(long, value_name = "EMAIL")]
    pub contact: Option<String>,
    /// Ask a mirror instead of the publishers: https://host/path becomes URL/host/path.
    #[arg(long, value_name = "URL")]
    pub mirror: Option<String>,
}

/// Which figure is explained, and how.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The mart and its column.
    #[arg(value_name = "MART.COLUMN", required_unless_present = "batch")]
    pub figure: Option<String>,
    /// Values of the mart's key, as many as single out one row.
    #[arg(value_name = "KEY=VALUE")]
    pub key: Vec<String>,
    /// Another run than the published one.
    #[arg(long, value_name = "RUN")]
    pub run: Option<String>,
    /// How many rows of each table are shown.
    #[arg(long, default_value_t = 5, value_name = "N")]
    pub rows: usize,
    /// Show each table's SQL.
    #[arg(long)]
    pub sql: bool,
    /// One JSON object with every row and line.
    #[arg(long)]
    pub json: bool,
    /// Explain the figures of a file, one a line, with tabs between MART.COLUMN and each KEY=VALUE; the answers are JSON, one a line.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["figure", "key"])]
    pub batch: Option<PathBuf>,
}

/// Formats of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns.
    Table,
    /// Comma-separated, safe to open in a spreadsheet.
    Csv,
    /// One JSON object a line.
    Json,
    /// Parquet; needs --out.
    Parquet,
}

/// Formats of reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// For reading.
    Text,
    /// One JSON document.
    Json,
}

/// What `rocp new` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A publisher's data.
    Source,
    /// A model in SQL.
    Query,
    /// A chart.
    Chart,
}
