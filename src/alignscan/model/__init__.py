"""What people write: surveys, questionnaires, action libraries, and the packaged content."""
