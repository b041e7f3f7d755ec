"""The table of attacks: its rows are in the files named below, each with what a reader sees or the clause that says so."""

import attacks_by_bytes
import attacks_by_entry
import attacks_by_field
import attacks_by_role

from attack_files import ROWS  # which they filled
