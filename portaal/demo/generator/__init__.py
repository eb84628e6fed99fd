"""Makes deliveries of any size: invented people, every kind of tax and every situation that pages can show."""
