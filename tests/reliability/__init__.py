"""What happens to a kit when the machine fails."""
